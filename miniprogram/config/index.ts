import { createHash } from 'crypto';
import { readdirSync, readFileSync } from 'fs';
import path from 'path';
import { defineConfig, type UserConfigExport } from '@tarojs/cli';
import NutUIResolver from '@nutui/auto-import-resolver';
import Components from 'unplugin-vue-components/webpack';
import { createRequire } from 'module';
import { drawPlain, PLAIN_ELEMENTS } from './plain-elements';
import { EagerStart, isOfTheStart } from './start-chunk';
import { UNDRAWN_ELEMENTS } from './undrawn-elements';

const isH5 = process.env.TARO_ENV === 'h5';
/** The H5 build for one's own desk; never the weapp build. tools/build.mjs sets the variable. */
const isDevelopment = isH5 && process.env.H5_FOR === 'development';
const outputRoot = process.env.OUTPUT_ROOT || `../dist/${process.env.TARO_ENV}`;
const here = (file: string) => path.resolve(__dirname, '..', file);

/** Compiled from source for both targets, as our own code is: they stand outside this package. */
const OUR_FLOORS = [here('../domain'), here('../contract'), here('node_modules/valibot')];
const trimIcons = { [here('config/postcss-trim-iconfont.js')]: { enable: true, config: {} } };

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- webpack-chain's own type is not exported by Taro
function useNutUI(chain: any) {
  chain.plugin('unplugin-vue-components').use(
    Components({
      dirs: [], // our own components are imported by hand
      dts: here('types/components.d.ts'),
      resolvers: [NutUIResolver({ taro: true, importStyle: true })],
    }),
  );
}

/** Taro gives every page all it uses: the cloud SDK twenty times, NutUI's icon font in each page's css. Once is enough. */
const once = (name: string, test: RegExp, priority: number, minChunks = 1) => {
  return { name, test, priority, minChunks, chunks: 'all', enforce: true };
};
const SHARED_CHUNKS = {
  // Taro makes it without a name
  taro: { name: 'taro' },
  nutui: once('nutui', /[\\/]@nutui[\\/]/, 40),
  database: once('database', /[\\/](js-sdk[\\/](database|realtime)|bson)[\\/]/, 50),
  storage: once('storage', /[\\/]js-sdk[\\/]storage[\\/]/, 50),
  cloud: once('cloud', /[\\/](@cloudbase|jwt-decode)[\\/]/, 40),
  start: { ...once('start', /./, 30), test: isOfTheStart, chunks: 'async' },
  vendor: once('vendor', /[\\/]node_modules[\\/]/, 20, 2),
  shared: once('shared', /[\\/](src|domain|contract)[\\/]/, 10, 2),
};

/** WeChat's ids of our messages, by our names: the text the functions have, checked here and not on somebody's phone. */
function subscribeTemplates(): string {
  const told = process.env.SUBSCRIBE_TEMPLATES || '{}';
  const wrong = Object.entries(JSON.parse(told) as object).filter(([, id]) => typeof id !== 'string' || id === '');
  if (wrong.length > 0) throw new Error(`SUBSCRIBE_TEMPLATES: no id for ${wrong.map(([name]) => name).join(', ')}`);
  return told;
}

/**
 * What is written into the output past webpack's eyes: the bar above each page says a word of the catalogue, and these files say how
 * templates are compiled. A change of either is a new cache.
 */
function unseenSources(): string {
  const inside = (folder: string) => readdirSync(here(folder), { recursive: true }).map((file) => `${folder}/${file}`);
  const unseen = [
    ...inside('src').filter((file) => /^src[\\/]strings[\\/]|index\.config\.ts$/.test(file)),
    ...inside('config'),
  ];
  const hash = createHash('sha1');
  for (const file of unseen.filter((one) => /\.[jt]s$/.test(one)).sort())
    hash.update(file).update(readFileSync(here(file)));
  return hash.digest('hex');
}

/**
 * On weapp a warm cache drops <button>, <input>, <form>… from base.wxml as soon as one file has changed. One for each H5 build: which
 * pages there are is read past the cache, and the development build has more.
 */
const cache = { enable: isH5, name: `h5-${process.env.H5_FOR}`, version: unseenSources() };

type BuildConfig = Extract<UserConfigExport<'webpack5'>, { outputRoot?: string }>;

const mini: BuildConfig['mini'] = {
  optimizeMainPackage: { enable: true },
  compile: { include: OUR_FLOORS },
  miniCssExtractPluginOption: { ignoreOrder: true },
  postcss: {
    pxtransform: { enable: true, config: {} },
    cssModules: { enable: false, config: { namingPattern: 'module', generateScopedName: '[name]__[local]' } },
    ...trimIcons,
  },
  webpackChain: useNutUI,
};

const h5: BuildConfig['h5'] = {
  publicPath: './',
  staticDirectory: 'static',
  compile: { include: OUR_FLOORS },
  // without this NutUI's own css stays in px on H5 and our postcss plugins never see it
  esnextModules: ['@nutui'],
  router: { mode: 'hash' },
  output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
  miniCssExtractPluginOption: {
    ignoreOrder: true,
    filename: 'css/[name].[contenthash:8].css',
    chunkFilename: 'css/[name].[contenthash:8].css',
  },
  postcss: {
    autoprefixer: { enable: true, config: {} },
    // on a desktop the page is a phone of at most 450 px, not a giant one
    pxtransform: { enable: true, config: { baseFontSize: 20, minRootSize: 20, maxRootSize: 24 } },
    cssModules: { enable: false, config: { namingPattern: 'module', generateScopedName: '[name]__[local]' } },
    ...trimIcons,
  },
  webpackChain(chain) {
    useNutUI(chain);
    chain.merge({
      // each part of the SDK registers itself, whatever its package says
      module: { rule: { cloudbase: { test: /[\\/]@cloudbase[\\/]/, sideEffects: true } } },
      optimization: { splitChunks: { cacheGroups: SHARED_CHUNKS } },
      performance: { hints: false },
    });
    const undrawn = new RegExp(`[\\\\/]taro-(${[...UNDRAWN_ELEMENTS, ...PLAIN_ELEMENTS].join('|')})-core\\.js$`);
    const { NormalModuleReplacementPlugin } = createRequire(__filename)('webpack');
    chain.plugin('undrawn').use(NormalModuleReplacementPlugin, [undrawn, here('config/undrawn.js')]);
    chain.plugin('eager-start').use(EagerStart);
    chain.module
      .rule('vue')
      .use('vueLoader')
      .tap((options) => {
        const { compilerOptions } = options;
        const nodeTransforms = [drawPlain, ...compilerOptions.nodeTransforms];
        return { ...options, compilerOptions: { ...compilerOptions, nodeTransforms } };
      });
  },
};

export default defineConfig<'webpack5'>(async (merge) => {
  const base: UserConfigExport<'webpack5'> = {
    projectName: 'home-nursing',
    date: '2026-11-22',
    // NutUI is drawn for 375; we draw for 375 too, so one number serves both
    designWidth: 375,
    deviceRatio: { 375: 2, 640: 2.34 / 2, 750: 1, 828: 1.81 / 2 },
    sourceRoot: 'src',
    alias: {
      '@': here('src'),
      '#domain': here('../domain'),
      '#contract': here('../contract'),
      valibot: here('node_modules/valibot'),
    },
    outputRoot,
    plugins: ['@tarojs/plugin-html', here('config/aria-plugin.js')],
    framework: 'vue3',
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    cache,
    logger: { quiet: true, stats: false },
    sass: { resource: [here('src/styles/_tokens.scss')] },
    defineConstants: {
      __DEVELOPMENT__: JSON.stringify(isDevelopment),
      __CLOUD_ENV__: JSON.stringify(process.env.CLOUD_ENV || ''),
      __SUBSCRIBE_TEMPLATES__: JSON.stringify(subscribeTemplates()),
    },
    // the picture of share cards: WeChat takes a path in the package, not embedded bytes
    copy: { patterns: [{ from: 'src/static', to: `${outputRoot}/static` }], options: {} },
    mini,
    h5,
  };
  return merge({}, base);
});
