export default definePageConfig({ navigationBarTitleText: '健康', enablePullDownRefresh: true });
