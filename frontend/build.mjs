// Builds the readers' and the desk's scripts and styles into dateline/assets: minified, each named by its content
// so that a cache may keep it for good, with .gz and .br beside it. manifest.json says which name is which.

import { constants, brotliCompressSync, gzipSync } from "node:zlib";
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const assets = join(here, "..", "dateline", "assets");

// A stylesheet of a folder is all of its .css files, in the order of their names.
const stylesheets = {
  name: "stylesheets",
  setup(esbuild) {
    esbuild.onResolve({ filter: /^styles-of:/ }, ({ path }) => ({ path: path.slice(10), namespace: "styles-of" }));
    esbuild.onLoad({ filter: /./, namespace: "styles-of" }, ({ path: folder }) => {
      const files = readdirSync(join(here, folder)).filter((file) => file.endsWith(".css")).sort();
      if (files.length === 0) throw new Error(`frontend/${folder} has no stylesheet`);
      const contents = files.map((file) => `@import "./${file}";`).join("\n");
      return { contents, loader: "css", resolveDir: join(here, folder) };
    });
  },
};

const { outputFiles } = await build({
  absWorkingDir: here,
  entryPoints: [
    { in: "reader/live.ts", out: "reader" },
    { in: "styles-of:reader", out: "reader" },
    { in: "desk/desk.ts", out: "desk" },
    { in: "styles-of:desk", out: "desk" },
  ],
  plugins: [stylesheets],
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  charset: "utf8",
  loader: { ".svg": "file", ".woff2": "file" },
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  outdir: assets,
  write: false,
  logLevel: "warning",
});

// A half-written file is never seen under its own name: a server may be answering from this folder.
function put(name, contents) {
  writeFileSync(join(assets, `${name}.new`), contents);
  renameSync(join(assets, `${name}.new`), join(assets, name));
}

const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
const manifest = {};
const written = new Set(["manifest.json"]);

mkdirSync(assets, { recursive: true });
for (const { path, contents } of outputFiles) {
  const name = basename(path);
  const [, stem, ending] = /^(.+)-[0-9A-Z]{8}(\.\w+)$/.exec(name);
  manifest[stem + ending] = name;
  put(name, contents);
  written.add(name);
  if (extname(name) !== ".woff2") {
    put(`${name}.gz`, gzipSync(contents, { level: 9 }));
    put(`${name}.br`, brotliCompressSync(contents, best));
    written.add(`${name}.gz`).add(`${name}.br`);
  }
}
// Last of what is written: whoever reads the manifest finds every file that it names.
put("manifest.json", JSON.stringify(manifest, Object.keys(manifest).sort(), 2) + "\n");
// A running server, and a page that a cache holds, still ask for the builds before this one: they stay for two days.
const twoDaysAgo = Date.now() - 48 * 60 * 60 * 1000;
for (const file of readdirSync(assets)) {
  const old = statSync(join(assets, file)).mtimeMs < twoDaysAgo || !/-[0-9A-Z]{8}\.\w+(\.gz|\.br)?$/.test(file);
  if (!written.has(file) && old) rmSync(join(assets, file), { recursive: true });
}
