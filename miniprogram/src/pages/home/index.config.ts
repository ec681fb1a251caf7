export default definePageConfig({
  navigationBarTitleText: '安护到家',
  enablePullDownRefresh: true,
  enableShareAppMessage: true,
});
