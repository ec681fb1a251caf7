import js from '@eslint/js';
import vue from 'eslint-plugin-vue';
import ts from 'typescript-eslint';
import vueParser from 'vue-eslint-parser';

/** Rules must give the same answer for the same question: the clock and chance are arguments, never reached for. */
const pure = {
  'no-restricted-globals': ['error', 'console', 'process', 'fetch', 'setTimeout'],
  'no-restricted-syntax': [
    'error',
    { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'Pass `now` in.' },
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Pass `now` in.' },
    {
      selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
      message: 'Pass chance in.',
    },
  ],
};

export default ts.config(
  {
    ignores: [
      '**/node_modules/**',
      '**/dist/**',
      '.local/**',
      'test-results/**',
      'miniprogram/types/**',
      'coverage/**',
    ],
  },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...vue.configs['flat/essential'],
  {
    files: ['**/*.vue'],
    languageOptions: {
      parser: vueParser,
      parserOptions: { parser: ts.parser, ecmaVersion: 'latest', sourceType: 'module' },
    },
  },
  {
    languageOptions: { globals: { process: 'readonly', console: 'readonly', Buffer: 'readonly' } },
    rules: {
      'no-undef': 'off', // the type checker knows better
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'vue/multi-word-component-names': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  { files: ['domain/**/*.ts'], ignores: ['**/*.test.ts'], rules: pure },
  { files: ['**/*.test.ts', 'tests/**/*.ts'], rules: { 'max-lines-per-function': 'off', 'max-lines': ['error', 400] } },
  { files: ['**/*.js', '**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
