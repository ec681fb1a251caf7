import { strings } from '@/strings/repeat';

export default definePageConfig({ navigationBarTitleText: strings.list.page });
