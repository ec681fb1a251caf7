export default definePageConfig({ navigationBarTitleText: '选择护士' });
