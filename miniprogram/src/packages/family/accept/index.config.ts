import { strings } from '@/strings/family';

export default definePageConfig({ navigationBarTitleText: strings.accept.page });
