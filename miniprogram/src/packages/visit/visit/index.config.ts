import { strings } from '@/strings/visit';

export default definePageConfig({ navigationBarTitleText: strings.page });
