import { strings } from '@/strings/account';

const title = process.env.TARO_ENV === 'weapp' ? strings.phone.page.weapp : strings.phone.page.h5;
export default definePageConfig({ navigationBarTitleText: title });
