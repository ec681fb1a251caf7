export default { navigationBarTitleText: '组件' };
