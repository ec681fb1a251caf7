import { strings } from '@/strings/training';

export default definePageConfig({ navigationBarTitleText: strings.course.page });
