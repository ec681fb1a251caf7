/** A Taro plugin: lets screen-reader attributes through to WeChat's templates, at build and at run time alike. */
const path = require('path');
const attributes = require('./aria-attributes');

module.exports = (ctx) => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (!platform.template) return; // H5 has them already
      const patch = Object.fromEntries(['View', 'Text', 'Button', 'Image'].map((name) => [name, attributes]));
      platform.template.mergeComponents(ctx, patch);
      const runtime = path.resolve(__dirname, 'aria-runtime.js');
      platform.runtimePath = [].concat(platform.runtimePath, runtime);
    },
  });
};
