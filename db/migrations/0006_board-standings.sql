CREATE TABLE `board_day` (
	`course_id` text NOT NULL,
	`day` integer NOT NULL,
	`teams` integer NOT NULL,
	`best` real NOT NULL,
	`upper` real NOT NULL,
	`median` real NOT NULL,
	`lower` real NOT NULL,
	PRIMARY KEY(`course_id`, `day`),
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `board_standing` (
	`course_id` text NOT NULL,
	`team_id` text NOT NULL,
	`day` integer NOT NULL,
	`place` integer NOT NULL,
	`rank_key` real NOT NULL,
	PRIMARY KEY(`course_id`, `team_id`),
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `team`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `board_step` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`course_id` text NOT NULL,
	`team_id` text NOT NULL,
	`rank_key` real,
	`at` integer NOT NULL,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `team`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `board_step_course` ON `board_step` (`course_id`,`at`);--> statement-breakpoint
CREATE INDEX `board_step_team` ON `board_step` (`team_id`,`at`);--> statement-breakpoint
CREATE TABLE `kaggle_leaderboard` (
	`course_id` text NOT NULL,
	`team` text NOT NULL,
	`score` real,
	`rank` integer NOT NULL,
	`imported_at` integer NOT NULL,
	PRIMARY KEY(`course_id`, `team`),
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `team` ADD `rank_key` real;--> statement-breakpoint
ALTER TABLE `team` ADD `best_at` integer;--> statement-breakpoint
CREATE INDEX `team_board` ON `team` (`course_id`,`rank_key`,`best_at`,`id`) WHERE rank_key is not null and admitted_at is not null;--> statement-breakpoint
CREATE INDEX `change_topic` ON `change` (`course_id`,`topic`,`id`);--> statement-breakpoint
-- Teams that have a best entry already stand by it from now on. Where the smaller score is better it is not negated.
UPDATE `team` SET (`rank_key`, `best_at`) = (
  SELECT CASE WHEN coalesce(json_extract(`course`.`kit`, '$.competition.metric.direction'),
      CASE WHEN json_extract(`course`.`kit`, '$.competition.metric') IN ('log-loss', 'rmse', 'rmsle', 'mae', 'mape', 'brier')
        THEN 'min' ELSE 'max' END) = 'min' THEN `entry`.`public_value` ELSE -`entry`.`public_value` END,
    `entry`.`created_at`
  FROM `entry` JOIN `course` ON `course`.`id` = `entry`.`course_id` WHERE `entry`.`id` = `team`.`best_entry_id`
) WHERE `best_entry_id` IS NOT NULL;--> statement-breakpoint
-- How they came there: every scored entry that was better than all before it.
INSERT INTO `board_step` (`course_id`, `team_id`, `rank_key`, `at`)
SELECT `course_id`, `team_id`, `rank_key`, `at` FROM (
  SELECT `course_id`, `team_id`, `rank_key`, `at`,
    min(`rank_key`) OVER (PARTITION BY `team_id` ORDER BY `at`, `arrival` ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS `before`
  FROM (
    SELECT `entry`.`course_id`, `entry`.`team_id`, coalesce(`entry`.`scored_at`, `entry`.`created_at`) AS `at`,
      `entry`.rowid AS `arrival`,
      CASE WHEN coalesce(json_extract(`course`.`kit`, '$.competition.metric.direction'),
        CASE WHEN json_extract(`course`.`kit`, '$.competition.metric') IN ('log-loss', 'rmse', 'rmsle', 'mae', 'mape', 'brier')
          THEN 'min' ELSE 'max' END) = 'min' THEN `entry`.`public_value` ELSE -`entry`.`public_value` END AS `rank_key`
    FROM `entry` JOIN `course` ON `course`.`id` = `entry`.`course_id`
    WHERE `entry`.`team_id` IS NOT NULL AND `entry`.`state` = 'done' AND `entry`.`public_value` IS NOT NULL
  )
) WHERE `before` IS NULL OR `rank_key` < `before` ORDER BY `at`;
