// @ts-check
import { spawn } from "node:child_process";

/** Enough of a program's output to show why it failed, without holding a whole log. */
const keptOutput = 64 * 1024;

/** @typedef {{ ok: boolean, why: string, output: string }} RunResult `why` is empty when `ok` */

/**
 * Runs a program to its end without input (so that it cannot wait for an answer) and under a time limit.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, seconds: number }} options `seconds`: after so long it is ended
 * @returns {Promise<RunResult>} never rejects
 */
export function run(command, args, { cwd, env = process.env, seconds }) {
  return new Promise((resolve) => {
    let output = "";
    let timedOut = false;
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill("SIGTERM");
      setTimeout(() => child.kill("SIGKILL"), 5000).unref();
    }, seconds * 1000);
    /** @param {Buffer} chunk */
    const keep = (chunk) => {
      output = (output + chunk.toString("utf8")).slice(-keptOutput);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    /** @param {string} why */
    const end = (why) => {
      clearTimeout(timer);
      resolve({ ok: why === "", why, output });
    };
    child.on("error", (error) => end(`${command} did not start: ${error.message}`));
    child.on("close", (code, signal) => {
      if (timedOut) end(`${command} was ended after ${seconds} s`);
      else if (code === 0) end("");
      else end(`${command} ended with ${signal ?? `exit code ${code}`}`);
    });
  });
}

/**
 * @param {RunResult} result of a program that failed
 * @returns {string} how it ended and what it said: its first errors, or else its last words
 */
export function explain({ why, output }) {
  const lines = output.split(/[\r\n]+/).flatMap((text) => text.trim() || []);
  const errors = lines.filter((text) => /\berr(or)?\b/i.test(text) && !/^warning/i.test(text)).slice(0, 3);
  const said = (errors.length > 0 ? errors : lines.slice(-2)).join(" / ");
  return said === "" ? why : `${why}: ${said.slice(0, 300)}`;
}
