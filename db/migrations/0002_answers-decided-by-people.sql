ALTER TABLE `answer` ADD `decided_by` text REFERENCES user(id);--> statement-breakpoint
ALTER TABLE `answer` ADD `decided_at` integer;--> statement-breakpoint
CREATE INDEX `answer_course_verdict` ON `answer` (`course_id`,`verdict`);