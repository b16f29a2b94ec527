import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const TAURI = {
    group: ['@tauri-apps/*'],
    message: 'Only lib/backend/tauri.ts talks to Tauri; ask through lib/backend/backend.ts.',
};
const CALLS = {
    group: ['**/bindings', '**/bindings.ts'],
    allowTypeImports: true,
    message: 'The generated calls belong to lib/backend/tauri.ts; import their types only.',
};
/** Tiers: lib knows no component, shared components no other component, components no view. */
const tier = (files, regex, message) => ({
    files,
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [TAURI, CALLS, { regex, message }] }] },
});

export default ts.config(
    { ignores: ['dist', 'node_modules', 'src/lib/backend/bindings.ts'] },
    ...ts.configs.recommended,
    ...svelte.configs.recommended,
    { languageOptions: { globals: { ...globals.browser } } },
    {
        files: ['**/*.svelte', '**/*.svelte.ts'],
        languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
    },
    {
        files: ['src/**'],
        rules: {
            eqeqeq: 'error',
            'no-console': 'error',
            '@typescript-eslint/no-non-null-assertion': 'error',
            '@typescript-eslint/no-restricted-imports': ['error', { patterns: [TAURI, CALLS] }],
            'no-restricted-globals': [
                'error',
                { name: 'parseFloat', message: 'Amounts stay texts; lib/text/money.ts groups their digits.' },
            ],
            'no-restricted-syntax': [
                'error',
                {
                    selector: "CallExpression[callee.name='Number']",
                    message: 'Amounts stay texts; lib/text/money.ts groups their digits.',
                },
                {
                    selector: "MemberExpression[property.name='toFixed']",
                    message: 'Amounts stay texts; lib/text/money.ts groups their digits.',
                },
                {
                    selector: "MemberExpression[property.name='parseFloat']",
                    message: 'Amounts stay texts; lib/text/money.ts groups their digits.',
                },
                // Strict content security policy: the attribute would be thrown away, silently, in the built window only.
                {
                    selector: "SvelteAttribute[key.name='style']",
                    message: 'Use a class or a style: directive; the window forbids style attributes.',
                },
            ],
        },
    },
    tier(['src/lib/**'], '/(components|views)/', 'lib knows neither components nor views.'),
    tier(['src/components/*/**'], '/views/', 'A component knows no view.'),
    tier(['src/components/shared/**'], '^\\.\\./[^.]|/views/', 'A shared component knows no other.'),
    { files: ['src/lib/backend/tauri.ts'], rules: { '@typescript-eslint/no-restricted-imports': 'off' } },
);
