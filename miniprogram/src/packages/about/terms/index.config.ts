import { strings } from '@/strings/about-terms';

export default definePageConfig({ navigationBarTitleText: strings.page });
