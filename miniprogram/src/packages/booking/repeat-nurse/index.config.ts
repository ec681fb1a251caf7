import { strings } from '@/strings/repeat';

export default definePageConfig({ navigationBarTitleText: strings.nurse.page });
