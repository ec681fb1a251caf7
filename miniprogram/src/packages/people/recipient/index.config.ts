export default definePageConfig({ navigationBarTitleText: '照护对象' });
