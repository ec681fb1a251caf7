export default definePageConfig({ navigationBarTitleText: '服务介绍', enableShareAppMessage: true });
