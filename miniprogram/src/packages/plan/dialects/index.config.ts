import { strings } from '@/strings/plan';

export default definePageConfig({ navigationBarTitleText: strings.dialects.page });
