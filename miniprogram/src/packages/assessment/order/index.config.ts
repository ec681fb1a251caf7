import { strings } from '@/strings/assessment';

export default definePageConfig({ navigationBarTitleText: strings.order.page });
