/**
 * Writes docs/CONFORMANCE.md from what the yardstick's two runners print. They lie beside the checkout, in
 * ../shared/conformance; `npm run conformance -- PROGRAMS.txt METHODS.txt` takes outputs that are there already.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const yardstick = join(root, "..", "shared", "conformance");

function output(script: string, args: readonly string[], known: string | undefined): string {
  if (known !== undefined) return readFileSync(known, "utf8");
  const command = ["--cmd", `node ${join(root, "bin", "tauraro.mjs")} run`];
  const { stdout, error } = spawnSync("python3", [join(yardstick, script), ...command, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 1 << 28,
  });
  if (error) throw error;
  return stdout;
}

const rows = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, ...cells]) => cells);
const cell = (text: string) => text.trim().replaceAll("|", "\\|");
const sum = (table: readonly string[][], column: number) => table.reduce((n, row) => n + Number(row[column]), 0);

function table(head: readonly string[], body: readonly string[][]): string {
  const align = head.map((_, i) => (Number.isNaN(Number(body[0]?.[i] ?? "")) ? "---" : "--:"));
  return [head, align, ...body].map((line) => `| ${line.join(" | ")} |`).join("\n");
}

const [programsFile, methodsFile] = process.argv.slice(2);
const programs = output("run.py", ["-j", "2", "--timeout", "30"], programsFile);
const methods = output("run_cpython_tests.py", ["--mode", "lite", "--timeout", "60"], methodsFile);

const folders = rows(programs, /^(\S+\/\S+) +(\d+)\/(\d+) +[\d.]+%$/gm);
const causes = rows(programs, /^ +(\d+) {2}(.+?) {3}\[.*$/gm).map(([n, cause]) => [n, cell(cause)]);
const files = rows(methods, /^(test_\w+) +(\d+) +(\d+) .*$/gm).filter((row) => row[2] !== "0");
const incomplete = files.filter(([, got, of]) => got !== of);
const percent = (a: number, b: number) => `${((100 * a) / b).toFixed(1)} %`;

writeFileSync(
  join(root, "docs", "CONFORMANCE.md"),
  `# Conformance

Made by \`npm run conformance\`.

## Programs

${sum(folders, 2)} programs by others, compared with CPython 3.11 (stdout, exit status, last line of stderr). \`.ci/run\` counts them and
holds the floor in \`.ci/conformance-floor\` (per cent; it may only rise). **${sum(folders, 1)} pass
(${percent(sum(folders, 1), sum(folders, 2))})** with the default executor.

${table(["folder", "passed", "of"], folders)}

### What fails, by its first error

${table(["programs", "first error"], causes)}

## CPython's own tests

Test methods of CPython's suite about the language, the built-in types and the modules nearest to them, with a small
\`unittest\`: **${sum(files, 1)} of ${sum(files, 2)} are ok (${percent(sum(files, 1), sum(files, 2))})**; all of them in
${files.length - incomplete.length} of ${files.length} files. Some cannot be had: they ask for reference counts, for \`_testcapi\`, or skip
themselves outside CPython.

${table(["file", "ok", "of"], incomplete)}
`,
);
