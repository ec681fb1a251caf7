/** NutUI's icon font carries woff2, woff and ttf as base64 (85 kB); woff alone (24 kB) is read by every WeChat webview. */
module.exports = () => ({
  postcssPlugin: 'trim-iconfont',
  Declaration: {
    src(decl) {
      if (!decl.value.includes('font/woff2')) return;
      const woff = decl.value.match(/url\((["']?)data:font\/woff;[^)]*\)\s*format\([^)]*\)/);
      if (woff) decl.value = woff[0];
    },
  },
});
module.exports.postcss = true;
