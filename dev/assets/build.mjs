// Bundles of one app: <public>/**/*.bundle.{js,ts,css,scss} → <out>/{js,css,css-rtl}/<name>.<hash>.*
//
// usage: node build.mjs <app> <public folder> <out folder> <apps folder> <file for the list of bundles>
//
// Frappe's own build is not part of the package that the throw-away bench uses; this one makes
// what its pages ask for: the same names, the same globals, the same target.

import { createRequire } from "node:module";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [app, publicFolder, outFolder, appsFolder, listFile] = process.argv.slice(2);
const nodeModules = path.join(process.cwd(), "node_modules");
const require = createRequire(path.join(process.cwd(), "package.json"));
const esbuild = require("esbuild");
const sass = require("sass");
const postcss = require("postcss");
const autoprefixer = require("autoprefixer");
const rtlcss = require("rtlcss");
const compiler = require("@vue/compiler-sfc");

const STYLE = /\.(css|scss|sass)$/;
const appFolder = path.join(appsFolder, app);

function* bundleFiles(folder) {
	for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
		const file = path.join(folder, entry.name);
		if (entry.isDirectory()) {
			if (!["node_modules", "dist"].includes(entry.name)) yield* bundleFiles(file);
		} else if (/\.bundle\.(js|ts|css|scss|sass)$/.test(entry.name)) {
			yield file;
		}
	}
}

/** A file that an `@import` names: "~package/file", "<app>/public/file", or relative to `from`. */
function findStyle(name, from) {
	const bases = name.startsWith("~")
		? [nodeModules]
		: [from, ...fs.readdirSync(appsFolder).map((one) => path.join(appsFolder, one))];
	const plain = name.replace(/^~/, "");
	for (const base of bases) {
		const stem = path.resolve(base, plain);
		const partial = path.join(path.dirname(stem), "_" + path.basename(stem));
		for (const candidate of [stem, partial]) {
			for (const suffix of ["", ".scss", ".sass", ".css", "/_index.scss", "/index.scss"]) {
				const file = candidate + suffix;
				if (fs.existsSync(file) && fs.statSync(file).isFile()) return file;
			}
		}
	}
	return null;
}

/** Replace `@import "file.css"` by the file; Sass would leave it for the browser, which cannot find it. */
function inlinePlainCss(text, folder) {
	return text.replace(/@import\s+(?:url\()?["']([^"']+\.css)["']\)?\s*;/g, (statement, name) => {
		const file = findStyle(name, folder);
		return file ? inlinePlainCss(fs.readFileSync(file, "utf8"), path.dirname(file)) : statement;
	});
}

const importer = {
	// Sass asks first with the address relative to the importing file, then with the bare name.
	canonicalize(name) {
		const file = findStyle(name.startsWith("file:") ? fileURLToPath(name) : name, publicFolder);
		return file ? pathToFileURL(file) : null;
	},
	load(url) {
		const file = fileURLToPath(url);
		const contents = inlinePlainCss(fs.readFileSync(file, "utf8"), path.dirname(file));
		return { contents, syntax: file.endsWith(".css") ? "css" : "scss" };
	},
};

async function compileStyle(file, { rtl = false } = {}) {
	const source = inlinePlainCss(fs.readFileSync(file, "utf8"), path.dirname(file));
	const { css } = sass.compileString(source, {
		url: pathToFileURL(file),
		importer,
		importers: [importer],
		syntax: file.endsWith(".css") ? "css" : "scss",
		quietDeps: true,
		logger: sass.Logger.silent,
	});
	const plugins = [autoprefixer, ...(rtl ? [rtlcss] : [])];
	const result = await postcss(plugins).process(css, { from: file, map: false });
	return result.css;
}

function stylePlugin(rtl) {
	return {
		name: "style",
		setup(build) {
			build.onLoad({ filter: STYLE }, async ({ path: file }) => ({
				contents: await compileStyle(file, { rtl }),
				loader: "css",
				resolveDir: path.dirname(file),
			}));
			keepAssetUrls(build);
		},
	};
}

/** Fonts and images stay where they are and are asked for by address. */
function keepAssetUrls(build) {
	build.onResolve({ filter: /\.(png|jpe?g|gif|svg|woff2?|ttf|eot)(\?.*|#.*)?$/ }, ({ path: file, kind }) =>
		kind === "url-token" ? { path: file, external: true } : null
	);
	build.onResolve({ filter: /^\/assets\// }, ({ path: file, kind }) => {
		if (kind === "url-token") return { path: file, external: true };
		return { path: assetFile(file) };
	});
}

/** The file behind "/assets/<app>/…", as the web server would find it. */
function assetFile(address) {
	const [owner, ...rest] = address.replace("/assets/", "").split("/");
	if (rest[0] === "node_modules") return path.join(nodeModules, ...rest.slice(1));
	return path.join(appsFolder, owner, owner, "public", ...rest);
}

/** `*.html` templates become entries of `frappe.templates`, with their whitespace folded. */
const templates = {
	name: "templates",
	setup(build) {
		build.onLoad({ filter: /\.html$/ }, ({ path: file }) => {
			const name = path.basename(file, ".html");
			const html = fs
				.readFileSync(file, "utf8")
				.replace(/<!--[\s\S]*?-->/g, "")
				.replace(/\s+/g, " ")
				.replaceAll("\\'", "'"); // authors escape the quote that Frappe's build puts around a template
			return {
				contents: `frappe.templates[${JSON.stringify(name)}] = ${JSON.stringify(html)};\n`,
				loader: "js",
			};
		});
	},
};

/**
 * The published air-datepicker has no seconds, which Frappe's own copy of it has: Frappe hides them
 * where the site's hours have none, so there must be something to hide.
 */
const datePicker = {
	name: "date-picker",
	setup(build) {
		build.onLoad({ filter: /air-datepicker\/dist\/js\/datepicker\.min\.js$/ }, ({ path: file }) => ({
			contents: `${fs.readFileSync(file, "utf8")}
				const { prototype } = jQuery.fn.datepicker.Timepicker;
				const buildHTML = prototype._buildHTML;
				prototype._buildHTML = function () {
					buildHTML.call(this);
					this.$seconds = this.$secondsText = jQuery();
				};
			`,
			loader: "js",
		}));
	},
};

/** Single-file components, compiled with an inlined template; their styles go into the page's head. */
const components = {
	name: "components",
	setup(build) {
		build.onLoad({ filter: /\.vue$/ }, async ({ path: file }) => {
			const source = fs.readFileSync(file, "utf8");
			const { descriptor, errors } = compiler.parse(source, { filename: file });
			if (errors.length) return { errors: errors.map(({ message }) => ({ text: message })) };
			const id = Buffer.from(path.relative(appsFolder, file)).toString("hex").slice(-8);
			const scoped = descriptor.styles.some((style) => style.scoped);
			return {
				contents: await componentCode(descriptor, file, id, scoped),
				loader: "js",
				resolveDir: path.dirname(file),
			};
		});
	},
};

async function componentCode(descriptor, file, id, scoped) {
	const scope = `data-v-${id}`;
	const lines = [];
	let bindings;
	if (descriptor.script || descriptor.scriptSetup) {
		const script = compiler.compileScript(descriptor, { id, genDefaultAs: "component" });
		bindings = script.bindings;
		lines.push(script.content);
	} else {
		lines.push("const component = {};");
	}
	if (descriptor.template) {
		const { code, errors } = compiler.compileTemplate({
			source: descriptor.template.content,
			filename: file,
			id,
			scoped,
			compilerOptions: { bindingMetadata: bindings },
		});
		if (errors.length) throw new Error(`${file}: ${errors.map(String).join("; ")}`);
		lines.push(code.replace("export function render", "function render"), "component.render = render;");
	}
	if (scoped) lines.push(`component.__scopeId = ${JSON.stringify(scope)};`);
	const css = await componentStyles(descriptor, file, scope);
	if (css) {
		lines.push(
			`{ const style = document.createElement("style"); style.textContent = ${JSON.stringify(css)};`,
			"document.head.append(style); }"
		);
	}
	lines.push("export default component;");
	return lines.join("\n");
}

async function componentStyles(descriptor, file, scope) {
	const parts = [];
	for (const style of descriptor.styles) {
		const { code, errors } = await compiler.compileStyleAsync({
			source:
				style.lang === "scss"
					? sass.compileString(style.content, { importers: [importer] }).css
					: style.content,
			filename: file,
			id: scope,
			scoped: style.scoped,
		});
		if (errors.length) throw new Error(`${file}: ${errors.map(String).join("; ")}`);
		parts.push(code);
	}
	return parts.join("\n");
}

async function build(files, kind, plugins) {
	if (!files.length) return {};
	const result = await esbuild.build({
		entryPoints: Object.fromEntries(files.map((file) => [path.basename(file, path.extname(file)), file])),
		entryNames: "[name].[hash]",
		outdir: path.join(outFolder, kind),
		bundle: true,
		metafile: true,
		minify: true,
		sourcemap: false,
		target: ["es2017"],
		nodePaths: [
			nodeModules,
			appFolder,
			...fs.readdirSync(appsFolder).map((one) => path.join(appsFolder, one)),
		],
		define: {
			"process.env.NODE_ENV": '"production"',
			__VUE_OPTIONS_API__: "true",
			__VUE_PROD_DEVTOOLS__: "false",
		},
		logLevel: "error",
		plugins,
	});
	const made = {};
	for (const [output, { entryPoint }] of Object.entries(result.metafile.outputs)) {
		if (entryPoint)
			made[path.basename(entryPoint).replace(STYLE, ".css")] =
				`/assets/${app}/dist/${kind}/${path.basename(output)}`;
	}
	return made;
}

const files = [...bundleFiles(publicFolder)];
const styles = files.filter((file) => STYLE.test(file));
const scripts = files.filter((file) => !STYLE.test(file));
const assetUrls = { name: "asset-urls", setup: keepAssetUrls };

const plain = {
	...(await build(scripts, "js", [components, templates, datePicker, stylePlugin(false), assetUrls])),
	...(await build(styles, "css", [stylePlugin(false)])),
};
const mirrored = Object.entries(await build(styles, "css-rtl", [stylePlugin(true)]));
const rtl = Object.fromEntries(mirrored.map(([name, address]) => [`rtl_${name}`, address]));
fs.writeFileSync(listFile, JSON.stringify({ plain, rtl }, null, 1));
console.log(`${app}: ${files.length} bundles`);
