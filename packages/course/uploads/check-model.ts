import type { InputProblem, Kit, Parsed } from "@gradmark/contract";

/** Looks at the model files of a hand-in: how many, how large, and whether their names can lie in one folder. */
export function checkModel(
  handIn: Kit["handIn"],
  files: readonly { name: string; bytes: number }[],
): Parsed<{ files: number; bytes: number }> {
  const { maxBytes, maxFiles } = handIn.model;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const problems: InputProblem[] = [];
  if (files.length > maxFiles)
    problems.push({
      code: "too-many-files",
      message: `${files.length} model files; ${maxFiles} are allowed. Put the tensors of one model into one file.`,
    });
  if (bytes > maxBytes)
    problems.push({
      code: "file-too-large",
      message: `The model files have ${bytes} bytes together; ${maxBytes} are allowed.`,
    });
  const seen = new Set<string>();
  for (const { name, bytes: size } of files) {
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name))
      problems.push({
        code: "bad-file-name",
        message: `"${name}" cannot be the name of a model file. Use letters, digits, ".", "_" and "-".`,
      });
    else if (seen.has(name.toLowerCase()))
      problems.push({
        code: "duplicate-name",
        message: `Two model files are called ${name} (capital letters do not count). Give them different names.`,
      });
    if (size === 0) problems.push({ code: "file-empty", message: `The model file ${name} is empty.` });
    seen.add(name.toLowerCase());
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { files: files.length, bytes } };
}
