export const PASSWORD_MIN = 10;

/**
 * The most common ones that are long enough to be tried at all, from what lists of leaked passwords have in common. Small letters
 * only: they are compared so.
 */
const COMMON = new Set(
  `1234567890 0123456789 0987654321 9876543210 12345678910 1234567891 123456789a a123456789 123456789q q123456789 1234567890a 12345qwert
  qwert12345 qwerty1234 qwerty12345 qwerty123456 qwertyuiop qwertyuiop123 1qaz2wsx3edc 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4t5 q1w2e3r4t5y6 zaq12wsxcde3
  asdfghjkl1 asdfghjkl123 zxcvbnm123 zxcvbnm1234 qazwsxedcrfv qazwsxedc123 password12 password123 password1234 password12345 password123456
  passw0rd12 passw0rd123 p@ssw0rd12 p@ssw0rd123 p@ssword123 pa$$w0rd123 mypassword newpassword changeme123 changeme1234 letmein123 letmein1234
  welcome123 welcome1234 welcome2024 welcome2025 welcome2026 administrator admin12345 admin123456 admin1234567 root123456 test123456 testtest123
  iloveyou12 iloveyou123 iloveyou1314 iloveyou520 woaini1314 woaini1314520 woaini520520 woaini123456 wodemima123 wodemima123456 mima123456
  abc1234567 abc12345678 abc123456789 abcd123456 abcd1234567 abcde12345 abcdef1234 abcdefghij abcdefghijk a1b2c3d4e5 a1b2c3d4e5f6 aa123456789
  aa12345678 qq123456789 qq12345678 wang123456 zhang123456 liang123456 zxc123456789 asd123456789 qwe123456789 qaz123456789 asdf123456 qwer123456
  football123 baseball123 superman123 princess123 sunshine123 monkey123456 dragon123456 master123456 michael123 jordan23jordan trustno1trustno1
  5201314520 1314520520 1234554321 1122334455 1231231234 147258369a 1472583690 7894561230 3216549870 1592648753 159357159357 789456123a 741852963a
  summer2024 summer2025 summer2026 winter2024 winter2025 winter2026 spring2025 spring2026 autumn2025 january2026 frontdoor123 frontdoor1 frontdoor2026
  customerservice kefu123456 kefukefu123 company123 helpdesk123 service123 support123 chengchuan qwerty!@#$ 1qaz@wsx3edc 1qaz!qaz2wsx aaaaaaaaa1 baseball12
  starwars123 computer123 internet123 secret1234 nicole12345 ashley12345 jessica1234 daniel12345 charlie123 computer12 michelle12 samsung123 google1234`.split(
    /\s+/,
  ),
);

/** A few characters over and over: `1111111111`, `abcabcabcabc`. */
const REPEATED = /^(.{1,5}?)\1+.?$/su;
/** So much must be there beside the person's own name or e-mail. */
const BESIDE_MIN = 8;

export type Weakness = "short" | "common" | "personal";

/** No rules of composition: length, and nothing that is tried first. */
export function weaknessOf(password: string, { name, email }: { name: string | null; email: string | null }): Weakness | null {
  const text = password.normalize("NFKC").toLowerCase();
  if ([...text].length < PASSWORD_MIN) return "short";
  if (COMMON.has(text) || REPEATED.test(text) || !/\S/.test(text)) return "common";
  const own = [email, email?.split("@")[0], name, name?.replace(/\s+/g, "")].map(
    (word) => word?.normalize("NFKC").toLowerCase() ?? "",
  );
  const isPersonal = own.some(
    (word) => [...word].length > 1 && text.includes(word) && text.replaceAll(word, "").length < BESIDE_MIN,
  );
  return isPersonal ? "personal" : null;
}
