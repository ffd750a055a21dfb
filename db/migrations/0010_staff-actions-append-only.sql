-- Who could change the audit log could act without a trace.
CREATE TRIGGER `staff_action_no_update` BEFORE UPDATE ON `staff_action` BEGIN
  SELECT RAISE(ABORT, 'the audit log is append-only: a line cannot be changed');
END;
--> statement-breakpoint
CREATE TRIGGER `staff_action_no_delete` BEFORE DELETE ON `staff_action` BEGIN
  SELECT RAISE(ABORT, 'the audit log is append-only: a line cannot be deleted');
END;
