import boundaries from 'eslint-plugin-boundaries'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

// The folder is the layer: who may import whom. `shared` stands below everything; the engine's folders under
// `electron/` run in plain Node, so only the composition root, `window` and `ipc` may touch the electron module.
const engine = ['cluster', 'proxy', 'forward', 'probe', 'demo', 'settings']
const allow = (from, to) => ({
  from: { element: { types: { anyOf: from } } },
  allow: { to: { element: { types: { anyOf: to } } } },
})

export default tseslint.config(
  { ignores: ['out', 'dist', 'node_modules', 'e2e/results', '**/*.js', '**/*.mjs'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { boundaries, 'react-hooks': reactHooks },
    settings: {
      'import/resolver': { typescript: true },
      'boundaries/elements': [
        { type: 'shared', pattern: 'shared' },
        { type: 'renderer', pattern: 'renderer' },
        ...[...engine, 'update', 'window', 'ipc'].map((name) => ({ type: name, pattern: `electron/${name}` })),
        { type: 'root', pattern: 'electron' },
        { type: 'build', pattern: 'build' },
        { type: 'e2e', pattern: 'e2e' },
      ],
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: [
            { allow: { to: { module: { origin: ['external', 'core'] } } } },
            allow(['shared'], ['shared']),
            allow(['renderer'], ['renderer', 'shared']),
            allow(['cluster'], ['cluster', 'shared']),
            allow(['proxy'], ['proxy', 'forward', 'cluster', 'shared']),
            allow(['forward'], ['forward', 'cluster', 'shared']),
            allow(['probe'], ['probe', 'proxy', 'cluster', 'shared']),
            allow(['demo'], ['demo', 'shared']),
            allow(['settings'], ['settings', 'shared']),
            allow(['update'], ['update', 'shared']),
            allow(['window'], ['window', 'shared']),
            allow(['ipc'], ['ipc', 'shared']),
            allow(['root'], ['root', 'shared', ...engine, 'update', 'window', 'ipc']),
            allow(['build'], ['build', 'shared', 'root', ...engine, 'update', 'e2e']),
            allow(['e2e'], ['e2e', 'shared', 'build', 'root', ...engine, 'update']),
          ],
        },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that has it.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
      ],
    },
  },
  {
    // These run in plain Node or in a page: there is no electron module there.
    files: ['shared/**', 'renderer/**', ...[...engine, 'core'].map((name) => `electron/${name}/**`)],
    rules: { 'no-restricted-imports': ['error', { paths: ['electron'] }] },
  },
  {
    // The rules of updates run in plain Node; two files put them to work.
    files: ['electron/update/**'],
    ignores: ['electron/update/create-updates.ts', 'electron/update/electron-installer.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: ['electron', 'electron-updater'] }] },
  },
  {
    files: ['electron/*.ts', 'electron/window/**'],
    ignores: ['electron/preload.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'electron', importNames: ['ipcMain', 'ipcRenderer'], message: 'Go through electron/ipc.' }] },
      ],
    },
  },
  {
    files: ['renderer/**/*.tsx', 'renderer/**/*.ts'],
    rules: { ...reactHooks.configs.recommended.rules },
  },
  {
    // Configuration files export what their tools insist on.
    files: ['**/*.config.ts'],
    rules: { 'no-restricted-exports': 'off' },
  },
)
