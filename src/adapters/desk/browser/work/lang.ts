/** What people wrote, marked with its language, so that Chinese is read as Chinese on an English desk. */
export const langOf = (text: string): "zh-CN" | "en" => (/\p{Script=Han}/u.test(text) ? "zh-CN" : "en");
