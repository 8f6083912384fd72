// @ts-check
import { defineConfig, globalIgnores } from 'eslint/config';
import vue from 'eslint-plugin-vue';
import { parser, configs } from 'typescript-eslint';

import { exportedPromise } from './build/lint/exported-promise.js';
import { fileName } from './build/lint/file-name.js';

const CODE = ['**/*.ts', '**/*.vue'];
const TESTS = ['**/*.test.ts', 'e2e/**/*.ts', 'bench/**/*.ts', 'electron/testing/**/*.ts'];

/** Shapes that the house style rules out, each with its reason. */
const STYLE = [
  {
    selector: 'TSEnumDeclaration',
    message: 'No enum: an `as const` list and a union type survive type stripping and print as what they are.',
  },
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only: one thing has one name everywhere.' },
  {
    selector: ':matches(Program, ExportNamedDeclaration) > VariableDeclaration > VariableDeclarator > ArrowFunctionExpression.init',
    message: 'At the top level write a `function`: it is hoisted and has a name in every stack.',
  },
  {
    selector: ':matches(ImportDeclaration, ExportNamedDeclaration, ExportAllDeclaration)[source.value=/^\\.{1,2}\\u002f(?!.*\\.(ts|js|mjs|vue|json|css|svg)(\\?.*)?$)/]',
    message: 'Relative imports carry their extension: Node runs the sources as they are.',
  },
];

/** The world outside: time, chance and waiting come through ports, so that a test can fix them. */
const WORLD = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Take the time from a Clock.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take the time from a Clock.' },
  { selector: "CallExpression[callee.name='Date']", message: 'Take the time from a Clock.' },
  { selector: "MemberExpression[object.name='performance'][property.name='now']", message: 'Take the time from a Clock.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Take chance from Ids.' },
  { selector: 'CallExpression[callee.name=/^(setTimeout|setInterval|setImmediate)$/]', message: 'Wait through a Clock.' },
  { selector: "ImportDeclaration[source.value=/^(node:)?timers(\\u002fpromises)?$/]", message: 'Wait through a Clock.' },
];

export default defineConfig(
  globalIgnores(['dist/', 'release/', 'coverage/', 'playwright-report/', 'test-results/', '**/*.d.ts']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: CODE,
    extends: [configs.recommendedTypeChecked, vue.configs['flat/essential']],
    languageOptions: {
      parserOptions: { parser, projectService: true, extraFileExtensions: ['.vue'], tsconfigRootDir: import.meta.dirname },
    },
    plugins: { local: { rules: { 'file-name': fileName, 'exported-promise': exportedPromise } } },
    rules: {
      'local/file-name': 'error',
      'local/exported-promise': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', ...STYLE, ...WORLD],
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      eqeqeq: 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/only-throw-error': ['error', { allowRethrowing: true, allowThrowingAny: true, allowThrowingUnknown: true }],
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingAny: true, allowThrowingUnknown: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/require-await': 'off',
      // Ports are interfaces whose methods are handed on; none of them reads `this`.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' }],
    },
  },
  {
    files: ['electron/**/*.ts', 'shared/**/*.ts', 'renderer/**'],
    ignores: ['electron/main/**', 'electron/preload/**', '**/*.test.ts'],
    rules: {
      'no-restricted-imports': ['error', { name: 'electron', message: 'Only electron/main and electron/preload speak with Electron.' }],
    },
  },
  {
    // The edges: system ports are where the world comes in, and the shells and the page stand outside of it.
    files: ['electron/services/system-ports.ts', 'electron/{main,web}/**/*.ts', 'renderer/**', 'build/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...STYLE] },
  },
  {
    files: [...TESTS, 'electron/demo/**/*.ts', 'build/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: TESTS,
    rules: {
      'no-restricted-syntax': ['error', ...STYLE.filter((rule) => !rule.selector.includes('ArrowFunctionExpression'))],
      'local/exported-promise': 'off',
    },
  },
  {
    // Tests read JSON that they assert on; of components only vue-tsc knows the types, and it checks them.
    files: [...TESTS, 'renderer/**'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['**/*.config.ts'],
    rules: { 'no-restricted-syntax': ['error', ...STYLE.filter((rule) => rule.selector !== 'ExportDefaultDeclaration'), ...WORLD] },
  },
  {
    files: ['**/*.vue'],
    rules: {
      'no-undef': 'off',
      'vue/no-v-html': 'error',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-props-declaration': ['error', 'type-based'],
      'vue/define-emits-declaration': ['error', 'type-based'],
      'vue/no-unused-properties': 'error',
      'vue/no-unused-refs': 'error',
      'vue/require-explicit-emits': 'error',
      'vue/no-undef-components': ['error', { ignorePatterns: ['^Router(?:Link|View)$'] }],
      'vue/multi-word-component-names': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: { sourceType: 'module', globals: { process: 'readonly', URL: 'readonly' } },
    plugins: { local: { rules: { 'file-name': fileName } } },
    rules: { 'no-undef': 'error', 'no-unused-vars': 'error', eqeqeq: 'error', 'prefer-const': 'error' },
  },
);
