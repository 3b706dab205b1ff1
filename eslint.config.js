/** Lint: TypeScript strictness, React's hooks, size of files, and the walls between rooms (docs/architecture.md). */
import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';

/** What each room may import: other rooms, and packages by name. This table is the wall; docs/architecture.md draws it. */
const ROOMS = {
  domain: { rooms: [], packages: ['valibot'] },
  protocol: { rooms: ['domain'], packages: [] },
  engine: { rooms: ['domain', 'protocol'], packages: ['@tensorflow/*', '@tensorflow/**'] },
  store: { rooms: ['domain', 'protocol'], packages: ['zustand', 'zustand/*', 'valibot'] },
  charts: { rooms: ['domain'], packages: ['d3'] },
  io: { rooms: ['domain'], packages: ['fflate', 'valibot'] },
  i18n: { rooms: [], packages: [] },
  lessons: { rooms: ['domain', 'i18n'], packages: [] },
  ui: {
    rooms: ['domain', 'store', 'charts', 'lessons', 'i18n'],
    packages: ['react', 'react-dom', 'zustand'],
  },
  app: {
    rooms: ['domain', 'protocol', 'store', 'charts', 'io', 'i18n', 'lessons', 'ui'],
    packages: ['react', 'react-dom', 'react-dom/*', 'zustand'],
  },
};

const policies = Object.entries(ROOMS).flatMap(([room, { rooms, packages }]) => [
  {
    from: { element: { type: room } },
    allow: { to: { element: { types: { anyOf: [room, ...rooms] } } } },
  },
  ...packages.map((source) => ({
    from: { element: { type: room } },
    allow: { to: { module: { origin: 'external', source } } },
  })),
]);

export default defineConfig(
  { ignores: ['dist', '.tsc', 'test-results', 'playwright-report'] },
  js.configs.recommended,
  ts.configs.strict,
  {
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: {
        console: 'readonly',
        performance: 'readonly',
        process: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
      },
    },
    rules: { 'no-console': 'off' },
  },
  {
    // Typed arrays in counted loops: an index that the loop bounds is always there.
    files: ['src/engine/**', 'src/charts/**', '**/*.test.{ts,tsx}'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    // Both run functions inside the page.
    files: ['bench/**', 'scripts/**'],
    languageOptions: {
      globals: { document: 'readonly', PerformanceObserver: 'readonly', requestAnimationFrame: 'readonly' },
    },
    rules: { 'no-console': 'off' },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/**/*.test.{ts,tsx}', 'src/**/testing/**', 'src/charts/gallery/**'],
    plugins: { boundaries },
    settings: {
      'boundaries/elements': Object.keys(ROOMS).map((room) => ({ type: room, pattern: `src/${room}` })),
      'import/resolver': { node: { extensions: ['.ts', '.tsx'] } },
    },
    rules: {
      'boundaries/dependencies': ['error', { default: 'disallow', checkAllOrigins: true, policies }],
      'boundaries/no-unknown-files': 'error',
    },
  },
  {
    files: ['src/{domain,charts,i18n,io,lessons}/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Use the seeded random of domain/random.' },
        { object: 'Date', property: 'now', message: 'Pure rooms have no clock.' },
      ],
    },
  },
  {
    files: ['src/**/*.tsx', 'src/ui/**/*.ts'],
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]',
          message: 'No HTML from strings.',
        },
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'No HTML from strings.' },
      ],
    },
  },
);
