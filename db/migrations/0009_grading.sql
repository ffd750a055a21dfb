CREATE TABLE `grade_adjustment` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`team_id` text NOT NULL,
	`user_id` text,
	`part` text,
	`kind` text NOT NULL,
	`amount` integer NOT NULL,
	`why` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `team`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `grade_adjustment_team` ON `grade_adjustment` (`team_id`);--> statement-breakpoint
CREATE TABLE `grade_proposal` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`title` text NOT NULL,
	`why` text NOT NULL,
	`change` text NOT NULL,
	`moves` text NOT NULL,
	`state` text NOT NULL,
	`inverse` text,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `grade_proposal_course` ON `grade_proposal` (`course_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `grading_rules` (
	`course_id` text NOT NULL,
	`version` integer NOT NULL,
	`rules` text NOT NULL,
	`why` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`course_id`, `version`),
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `grading_task` (
	`course_id` text NOT NULL,
	`team_id` text NOT NULL,
	`part` text NOT NULL,
	`grader_id` text NOT NULL,
	`purpose` text NOT NULL,
	`assigned_at` integer NOT NULL,
	PRIMARY KEY(`team_id`, `part`, `grader_id`),
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `team`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`grader_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `grading_task_course` ON `grading_task` (`course_id`,`grader_id`);--> statement-breakpoint
CREATE TABLE `hand_in_comment` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`team_id` text NOT NULL,
	`hand_in_id` text NOT NULL,
	`part` text NOT NULL,
	`author_id` text NOT NULL,
	`audience` text NOT NULL,
	`place` text NOT NULL,
	`text` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`edited_at` integer,
	`deleted_at` integer,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `team`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`hand_in_id`) REFERENCES `hand_in`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `hand_in_comment_hand_in` ON `hand_in_comment` (`hand_in_id`);--> statement-breakpoint
CREATE TABLE `hand_in_visit` (
	`hand_in_id` text NOT NULL,
	`user_id` text NOT NULL,
	`since` integer NOT NULL,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`hand_in_id`, `user_id`),
	FOREIGN KEY (`hand_in_id`) REFERENCES `hand_in`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `mark` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`team_id` text NOT NULL,
	`hand_in_id` text NOT NULL,
	`part` text NOT NULL,
	`purpose` text NOT NULL,
	`grader_id` text NOT NULL,
	`version` integer NOT NULL,
	`state` text NOT NULL,
	`applied` text NOT NULL,
	`adjustment` integer NOT NULL,
	`adjustment_why` text NOT NULL,
	`comment` text NOT NULL,
	`note` text NOT NULL,
	`created_at` integer NOT NULL,
	`saved_at` integer NOT NULL,
	`done_at` integer,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `team`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`hand_in_id`) REFERENCES `hand_in`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`grader_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mark_that_counts` ON `mark` (`hand_in_id`,`part`) WHERE purpose = 'grade';--> statement-breakpoint
CREATE UNIQUE INDEX `mark_of_grader` ON `mark` (`hand_in_id`,`part`,`purpose`,`grader_id`) WHERE purpose <> 'grade';--> statement-breakpoint
CREATE INDEX `mark_course` ON `mark` (`course_id`,`part`);--> statement-breakpoint
CREATE INDEX `mark_team` ON `mark` (`team_id`);--> statement-breakpoint
CREATE TABLE `part_release` (
	`course_id` text NOT NULL,
	`part` text NOT NULL,
	`released_by` text NOT NULL,
	`released_at` integer NOT NULL,
	`regrade_until` integer,
	PRIMARY KEY(`course_id`, `part`),
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`released_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `pooled_comment` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`part` text NOT NULL,
	`text` text NOT NULL,
	`item` text,
	`uses` integer DEFAULT 0 NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`retired_at` integer,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pooled_comment_part` ON `pooled_comment` (`course_id`,`part`);--> statement-breakpoint
CREATE TABLE `regrade_request` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`team_id` text NOT NULL,
	`hand_in_id` text NOT NULL,
	`part` text NOT NULL,
	`asked_by` text NOT NULL,
	`text` text NOT NULL,
	`state` text NOT NULL,
	`answer` text NOT NULL,
	`points_before` integer,
	`points_after` integer,
	`answered_by` text,
	`asked_at` integer NOT NULL,
	`answered_at` integer,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `team`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`hand_in_id`) REFERENCES `hand_in`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asked_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`answered_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `regrade_request_course` ON `regrade_request` (`course_id`,`state`);--> statement-breakpoint
CREATE UNIQUE INDEX `regrade_request_open` ON `regrade_request` (`team_id`,`part`) WHERE state = 'open';--> statement-breakpoint
CREATE TABLE `staff_action` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`course_id` text NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`subject_id` text,
	`team_id` text,
	`before` text,
	`after` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`actor`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `staff_action_course` ON `staff_action` (`course_id`,`at`);--> statement-breakpoint
CREATE INDEX `staff_action_actor` ON `staff_action` (`course_id`,`actor`,`action`);--> statement-breakpoint
CREATE INDEX `staff_action_subject` ON `staff_action` (`subject_id`);--> statement-breakpoint
DROP TABLE `part_grade`;--> statement-breakpoint
ALTER TABLE `course_member` ADD `parts` text;