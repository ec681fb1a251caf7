import { strings } from '@/strings/discounts';

export default definePageConfig({ navigationBarTitleText: strings.page });
