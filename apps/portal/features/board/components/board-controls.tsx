import { Button, Group, NativeSelect, TextInput } from "@mantine/core";
import { topChoices } from "../view.ts";

export interface Wanted {
  top: (typeof topChoices)[number];
  search: string;
}

/** Which part of the board is shown, and ways to take it along. */
export function BoardControls(props: { course: string; wanted: Wanted; onChange: (wanted: Wanted) => void }) {
  const { course, wanted, onChange } = props;
  return (
    <Group mt="lg" align="end" gap="sm" className="no-print">
      <TextInput
        type="search"
        label="Find a team"
        placeholder="Part of its name"
        value={wanted.search}
        onChange={(event) => onChange({ ...wanted, search: event.currentTarget.value })}
        maxLength={100}
        autoComplete="off"
        style={{ flex: "1 1 12rem" }}
      />
      <NativeSelect
        label="Show"
        value={String(wanted.top)}
        onChange={(event) => {
          const top = topChoices.find((choice) => String(choice) === event.currentTarget.value);
          if (top) onChange({ ...wanted, top });
        }}
        data={topChoices.map((choice) => ({ value: String(choice), label: `the best ${choice}` }))}
      />
      <Button component="a" href={`/api/board/${course}`} download variant="default">
        Download CSV
      </Button>
      <Button variant="default" onClick={() => window.print()}>
        Print
      </Button>
    </Group>
  );
}
