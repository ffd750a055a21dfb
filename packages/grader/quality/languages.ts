import type { ScriptQuality } from "@gradmark/contract";

/** What the kinds of nodes of one grammar mean. Grammars are WebAssembly files inside of their npm packages. */
export interface ScriptLanguage {
  name: ScriptQuality["language"];
  /** Asked for by `import.meta.resolve`. */
  grammar: string;
  functions: ReadonlySet<string>;
  /** Branches and loops. */
  nesting: ReadonlySet<string>;
  /** After one of these, nothing of the same block is reached. */
  jumps: ReadonlySet<string>;
  calls: ReadonlySet<string>;
  strings: ReadonlySet<string>;
  imports: ReadonlySet<string>;
  /** Nodes whose named field is a name that the script gives. */
  givesName: Readonly<Record<string, string>>;
}

const python: ScriptLanguage = {
  name: "python",
  grammar: "tree-sitter-python/tree-sitter-python.wasm",
  functions: new Set(["function_definition"]),
  nesting: new Set(["if_statement", "for_statement", "while_statement", "try_statement", "with_statement"]),
  jumps: new Set(["return_statement", "break_statement", "continue_statement", "raise_statement"]),
  calls: new Set(["call"]),
  strings: new Set(["string"]),
  imports: new Set(["import_statement", "import_from_statement"]),
  givesName: { assignment: "left" },
};

const lua: ScriptLanguage = {
  name: "lua",
  grammar: "@tree-sitter-grammars/tree-sitter-lua/tree-sitter-lua.wasm",
  functions: new Set(["function_declaration", "function_definition"]),
  nesting: new Set(["if_statement", "for_statement", "while_statement", "repeat_statement"]),
  jumps: new Set(["return_statement", "break_statement", "goto_statement"]),
  calls: new Set(["function_call"]),
  strings: new Set(["string"]),
  imports: new Set(),
  givesName: { variable_list: "name" },
};

const javascript: ScriptLanguage = {
  name: "javascript",
  // Its grammar takes all of JavaScript that is not also JSX.
  grammar: "tree-sitter-typescript/tree-sitter-typescript.wasm",
  functions: new Set([
    "function_declaration",
    "function_expression",
    "arrow_function",
    "method_definition",
    "generator_function_declaration",
  ]),
  nesting: new Set([
    "if_statement",
    "for_statement",
    "for_in_statement",
    "while_statement",
    "do_statement",
    "switch_statement",
    "try_statement",
  ]),
  jumps: new Set(["return_statement", "break_statement", "continue_statement", "throw_statement"]),
  calls: new Set(["call_expression", "new_expression"]),
  strings: new Set(["string", "template_string"]),
  imports: new Set(["import_statement"]),
  givesName: { variable_declarator: "name" },
};

/** By the ending of a script's name; undefined for what cannot be read. */
export function languageOf(scriptName: string): ScriptLanguage | undefined {
  if (scriptName.endsWith(".py")) return python;
  if (scriptName.endsWith(".lua")) return lua;
  if (/\.[mc]?ts$/.test(scriptName)) return { ...javascript, name: "typescript" };
  return /\.[mc]?js$/.test(scriptName) ? javascript : undefined;
}
