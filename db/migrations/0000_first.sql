CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `account_user` ON `account` (`user_id`);--> statement-breakpoint
CREATE TABLE `answer` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`team_id` text NOT NULL,
	`user_id` text,
	`problem` text NOT NULL,
	`slot` text NOT NULL,
	`answer` text NOT NULL,
	`format` text NOT NULL,
	`verdict` text NOT NULL,
	`detail` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `team`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `answer_slot` ON `answer` (`team_id`,`problem`,`slot`,`created_at`);--> statement-breakpoint
CREATE TABLE `change` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`course_id` text NOT NULL,
	`team_id` text,
	`topic` text NOT NULL,
	`subject_id` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `change_at` ON `change` (`at`);--> statement-breakpoint
CREATE TABLE `course_member` (
	`course_id` text NOT NULL,
	`user_id` text NOT NULL,
	`role` text NOT NULL,
	`joined_at` integer NOT NULL,
	PRIMARY KEY(`course_id`, `user_id`),
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `course_member_user` ON `course_member` (`user_id`);--> statement-breakpoint
CREATE TABLE `course` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`kit` text NOT NULL,
	`seed` text NOT NULL,
	`state` text NOT NULL,
	`opens_at` integer NOT NULL,
	`deadline` integer NOT NULL,
	`time_zone` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `course_slug_unique` ON `course` (`slug`);--> statement-breakpoint
CREATE TABLE `entry` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`team_id` text,
	`kind` text NOT NULL,
	`uploaded_by` text,
	`sha256` text NOT NULL,
	`bytes` integer NOT NULL,
	`file_name` text NOT NULL,
	`description` text NOT NULL,
	`state` text NOT NULL,
	`problems` text NOT NULL,
	`public_score` text,
	`private_score` text,
	`public_value` real,
	`source` text,
	`created_at` integer NOT NULL,
	`scored_at` integer,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `team`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`uploaded_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `entry_team` ON `entry` (`team_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `entry_course_kind` ON `entry` (`course_id`,`kind`);--> statement-breakpoint
CREATE TABLE `final_entry` (
	`team_id` text NOT NULL,
	`entry_id` text NOT NULL,
	`chosen_by` text,
	`chosen_at` integer NOT NULL,
	PRIMARY KEY(`team_id`, `entry_id`),
	FOREIGN KEY (`team_id`) REFERENCES `team`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`entry_id`) REFERENCES `entry`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`chosen_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `final_entry_entry` ON `final_entry` (`entry_id`);--> statement-breakpoint
CREATE TABLE `hand_in` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`team_id` text NOT NULL,
	`submitted_by` text,
	`script` text NOT NULL,
	`report` text,
	`models` text NOT NULL,
	`final_entry_id` text,
	`state` text NOT NULL,
	`verdict` text,
	`replaced_by` text,
	`submitted_at` integer NOT NULL,
	`checked_at` integer,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `team`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`submitted_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`final_entry_id`) REFERENCES `entry`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `hand_in_team` ON `hand_in` (`team_id`,`submitted_at`);--> statement-breakpoint
CREATE INDEX `hand_in_course` ON `hand_in` (`course_id`);--> statement-breakpoint
CREATE TABLE `job` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`course_id` text NOT NULL,
	`team_id` text,
	`subject_id` text NOT NULL,
	`state` text NOT NULL,
	`priority` integer NOT NULL,
	`attempts` integer NOT NULL,
	`worker_id` text,
	`lease_until` integer,
	`deadline_ms` integer NOT NULL,
	`not_before` integer NOT NULL,
	`cancel_asked` integer DEFAULT false NOT NULL,
	`progress` text,
	`reason` text,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`finished_at` integer,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `team`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `job_state` ON `job` (`state`,`priority`);--> statement-breakpoint
CREATE INDEX `job_team` ON `job` (`team_id`,`started_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `job_unfinished_subject` ON `job` (`kind`,`subject_id`) WHERE state in ('waiting', 'running');--> statement-breakpoint
CREATE TABLE `ledger` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`course_id` text NOT NULL,
	`team_id` text,
	`kind` text NOT NULL,
	`subject_id` text,
	`amount` real NOT NULL,
	`why` text NOT NULL,
	`actor` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `team`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `ledger_team` ON `ledger` (`team_id`,`kind`,`at`);--> statement-breakpoint
CREATE INDEX `ledger_course` ON `ledger` (`course_id`);--> statement-breakpoint
CREATE INDEX `ledger_subject` ON `ledger` (`subject_id`);--> statement-breakpoint
CREATE TABLE `part_grade` (
	`course_id` text NOT NULL,
	`team_id` text NOT NULL,
	`part` text NOT NULL,
	`points` real NOT NULL,
	`items` text NOT NULL,
	`comment` text NOT NULL,
	`graded_by` text,
	`graded_at` integer NOT NULL,
	PRIMARY KEY(`team_id`, `part`),
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `team`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`graded_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`user_id` text NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `session_token_unique` ON `session` (`token`);--> statement-breakpoint
CREATE INDEX `session_user` ON `session` (`user_id`);--> statement-breakpoint
CREATE TABLE `team_member` (
	`course_id` text NOT NULL,
	`user_id` text NOT NULL,
	`team_id` text NOT NULL,
	`joined_at` integer NOT NULL,
	PRIMARY KEY(`course_id`, `user_id`),
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`,`course_id`) REFERENCES `team`(`id`,`course_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `team_member_by_team` ON `team_member` (`team_id`);--> statement-breakpoint
CREATE TABLE `team` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`name` text NOT NULL,
	`invite_code` text NOT NULL,
	`best_entry_id` text,
	`created_at` integer NOT NULL,
	`admitted_at` integer,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `team_inviteCode_unique` ON `team` (`invite_code`);--> statement-breakpoint
CREATE UNIQUE INDEX `team_name` ON `team` (`course_id`,`name`);--> statement-breakpoint
CREATE UNIQUE INDEX `team_course` ON `team` (`id`,`course_id`);--> statement-breakpoint
CREATE TABLE `upload` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`team_id` text NOT NULL,
	`role` text NOT NULL,
	`name` text NOT NULL,
	`sha256` text NOT NULL,
	`bytes` integer NOT NULL,
	`uploaded_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `team`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`uploaded_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `upload_team` ON `upload` (`team_id`,`role`);--> statement-breakpoint
CREATE TABLE `user` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`image` text,
	`role` text DEFAULT 'member' NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `user_email_unique` ON `user` (`email`);--> statement-breakpoint
CREATE TABLE `verification` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verification_identifier` ON `verification` (`identifier`);