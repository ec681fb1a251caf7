export default definePageConfig({ navigationBarTitleText: '安护到家' });
