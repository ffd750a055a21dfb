-- Who could change the ledger could change a grade without a trace.
CREATE TRIGGER `ledger_no_update` BEFORE UPDATE ON `ledger` BEGIN
  SELECT RAISE(ABORT, 'the ledger is append-only: a line cannot be changed');
END;
--> statement-breakpoint
CREATE TRIGGER `ledger_no_delete` BEFORE DELETE ON `ledger` BEGIN
  SELECT RAISE(ABORT, 'the ledger is append-only: a line cannot be deleted');
END;
