CREATE TABLE `draft_link` (
	`team_id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`url` text NOT NULL,
	`added_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`team_id`) REFERENCES `team`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`added_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `precheck` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`team_id` text NOT NULL,
	`asked_by` text NOT NULL,
	`script` text,
	`report` text,
	`models` text NOT NULL,
	`link` text,
	`final_entry_id` text,
	`state` text NOT NULL,
	`result` text,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`checked_at` integer,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `team`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asked_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`final_entry_id`) REFERENCES `entry`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `precheck_team` ON `precheck` (`team_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `resumable_upload` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`user_id` text NOT NULL,
	`kind` text NOT NULL,
	`bytes` integer NOT NULL,
	`received` text,
	`subject_id` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `resumable_upload_user` ON `resumable_upload` (`user_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `resumable_upload_expiry` ON `resumable_upload` (`expires_at`);--> statement-breakpoint
ALTER TABLE `hand_in` ADD `link_check` text;