CREATE TABLE `team_request` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`team_id` text NOT NULL,
	`asked_by` text NOT NULL,
	`from_team_id` text,
	`state` text NOT NULL,
	`asked_at` integer NOT NULL,
	`decided_at` integer,
	`decided_by` text,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `team`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asked_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`from_team_id`) REFERENCES `team`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `team_request_team` ON `team_request` (`team_id`,`state`);--> statement-breakpoint
CREATE UNIQUE INDEX `team_request_open` ON `team_request` (`team_id`,`asked_by`) WHERE state = 'open';--> statement-breakpoint
ALTER TABLE `team_member` ADD `role` text DEFAULT 'member' NOT NULL;--> statement-breakpoint
ALTER TABLE `team` ADD `merged_into_id` text;--> statement-breakpoint
CREATE INDEX `team_merged` ON `team` (`merged_into_id`);--> statement-breakpoint
-- Whoever came first leads.
UPDATE `team_member` SET `role` = 'captain' WHERE NOT EXISTS (
  SELECT 1 FROM `team_member` AS `earlier` WHERE `earlier`.`team_id` = `team_member`.`team_id`
    AND (`earlier`.`joined_at`, `earlier`.`user_id`) < (`team_member`.`joined_at`, `team_member`.`user_id`)
);
