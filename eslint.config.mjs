import { createRequire } from "node:module";

// The packages lie beside the eslint that is running, not beside this file.
const require = createRequire(process.argv[1]);
const js = require("@eslint/js");
const globals = require("globals");

const desk = {
	...globals.browser,
	$: "readonly",
	__: "readonly",
	cint: "readonly",
	cstr: "readonly",
	cur_frm: "readonly",
	flt: "readonly",
	frappe: "readonly",
	locals: "readonly",
	moment: "readonly",
	root_element: "readonly",
	stakeholder_crm: "writable",
};

export default [
	{ ignores: ["**/node_modules/", "**/dist/", ".bench/", ".bench-tools/", "build/"] },
	js.configs.recommended,
	{
		linterOptions: { reportUnusedDisableDirectives: "error" },
		rules: {
			eqeqeq: "error",
			"no-eval": "error",
			"no-implied-eval": "error",
			"no-unused-vars": ["error", { argsIgnorePattern: "^_", caughtErrorsIgnorePattern: "^_" }],
			"no-var": "error",
			"prefer-const": "error",
		},
	},
	{
		// Form and list scripts, which the Desk evaluates one by one.
		files: ["stakeholder_crm/**/*.js"],
		languageOptions: { sourceType: "script", globals: desk },
	},
	{
		files: ["stakeholder_crm/public/**/*.js"],
		languageOptions: { sourceType: "module", globals: desk },
	},
	{
		files: ["dev/**/*.mjs", "*.mjs"],
		languageOptions: { sourceType: "module", globals: globals.node },
	},
];
