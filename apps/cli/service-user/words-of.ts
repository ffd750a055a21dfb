/** The words that a command was typed with, from its parsed options: to have it typed again elsewhere. */
export function wordsOf(options: object): string[] {
  return Object.entries(options).flatMap(([name, value]: [string, unknown]) => {
    const option = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    if (value === true) return [option];
    if (value === false || value === undefined) return [];
    return (Array.isArray(value) ? value : [value]).flatMap((one) => [option, String(one)]);
  });
}
