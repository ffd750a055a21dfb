CREATE TABLE `owner_link` (
	`hash` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE TABLE `roster_person` (
	`course_id` text NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`student_id` text,
	`team_name` text,
	`added_at` integer NOT NULL,
	PRIMARY KEY(`course_id`, `email`),
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `roster_person_email` ON `roster_person` (`email`);--> statement-breakpoint
ALTER TABLE `course` ADD `settings` text DEFAULT '{}' NOT NULL;