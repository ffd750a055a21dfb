CREATE TABLE `announcement` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`pinned` integer NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`withdrawn_at` integer,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `announcement_course` ON `announcement` (`course_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `announcement_version` (
	`announcement_id` text NOT NULL,
	`version` integer NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`pinned` integer NOT NULL,
	`withdrawn` integer NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`announcement_id`, `version`),
	FOREIGN KEY (`announcement_id`) REFERENCES `announcement`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `notice` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`user_id` text NOT NULL,
	`facts` text NOT NULL,
	`cause` text NOT NULL,
	`on_page` integer NOT NULL,
	`created_at` integer NOT NULL,
	`read_at` integer,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `notice_user` ON `notice` (`user_id`,`on_page`,`created_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `notice_cause` ON `notice` (`user_id`,`cause`);--> statement-breakpoint
CREATE TABLE `notice_mail` (
	`id` text PRIMARY KEY NOT NULL,
	`notice_id` text NOT NULL,
	`to` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`not_before` integer NOT NULL,
	`lease_until` integer,
	`sent_at` integer,
	`failure` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`notice_id`) REFERENCES `notice`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `notice_mail_due` ON `notice_mail` (`state`,`not_before`);--> statement-breakpoint
CREATE TABLE `notice_preference` (
	`user_id` text NOT NULL,
	`topic` text NOT NULL,
	`page` integer NOT NULL,
	`mail` integer NOT NULL,
	PRIMARY KEY(`user_id`, `topic`),
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `question` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`team_id` text,
	`asked_by` text NOT NULL,
	`title` text NOT NULL,
	`state` text NOT NULL,
	`duplicate_of` text,
	`published` text,
	`published_at` integer,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `team`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`asked_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `question_course` ON `question` (`course_id`,`state`,`created_at`);--> statement-breakpoint
CREATE INDEX `question_team` ON `question` (`team_id`);--> statement-breakpoint
CREATE INDEX `question_asker` ON `question` (`asked_by`);--> statement-breakpoint
CREATE TABLE `question_message` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`question_id` text NOT NULL,
	`side` text NOT NULL,
	`author_id` text NOT NULL,
	`body` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`question_id`) REFERENCES `question`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `question_message_question` ON `question_message` (`question_id`);--> statement-breakpoint
ALTER TABLE `change` ADD `user_id` text;