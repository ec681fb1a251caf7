import { strings } from '@/strings/order';

export default definePageConfig({ navigationBarTitleText: strings.review.page });
