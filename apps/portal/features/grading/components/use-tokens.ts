"use client";
import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useState } from "react";

/** A piece of a line with its colour. */
export interface Token {
  offset: number;
  content: string;
  color: string;
}

/** Longer lines stay without colours: nobody writes them by hand, and a hostile one could take long to read. */
const longestLine = 500;
const longestMs = 400;

/** The lines of a script in colours; undefined until they are there, and where the language is not known. */
export function useTokens(text: string, language: string): Token[][] | undefined {
  const scheme = useComputedColorScheme("light");
  const [tokens, setTokens] = useState<Token[][]>();
  useEffect(() => {
    let wanted = true;
    setTokens(undefined);
    void colour(text, language, scheme).then((made) => wanted && setTokens(made));
    return () => {
      wanted = false;
    };
  }, [text, language, scheme]);
  return tokens;
}

async function colour(text: string, language: string, scheme: "light" | "dark"): Promise<Token[][] | undefined> {
  const grammar = grammars[language];
  if (!grammar) return undefined;
  const [{ createHighlighterCore }, { createJavaScriptRegexEngine }, { default: lang }, { default: theme }] =
    await Promise.all([
      import("shiki/core"),
      import("shiki/engine/javascript"),
      grammar(),
      scheme === "dark"
        ? import("shiki/themes/github-dark-high-contrast.mjs")
        : import("shiki/themes/github-light-high-contrast.mjs"),
    ]);
  const highlighter = await createHighlighterCore({
    langs: [lang],
    themes: [theme],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  const name = scheme === "dark" ? "github-dark-high-contrast" : "github-light-high-contrast";
  const options = { theme: name, tokenizeMaxLineLength: longestLine, tokenizeTimeLimit: longestMs };
  const { tokens } = highlighter.codeToTokens(text, { lang: language, ...options });
  highlighter.dispose();
  return tokens.map((line) => line.map(({ offset, content, color = "inherit" }) => ({ offset, content, color })));
}

const grammars: Record<string, () => Promise<{ default: import("shiki/core").LanguageRegistration[] }>> = {
  lua: () => import("shiki/langs/lua.mjs"),
  python: () => import("shiki/langs/python.mjs"),
  javascript: () => import("shiki/langs/javascript.mjs"),
  typescript: () => import("shiki/langs/typescript.mjs"),
};
