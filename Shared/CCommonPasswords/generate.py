#!/usr/bin/env python3
"""Prints the passwords of 12 characters and more that people choose first, one a line, sorted.

Not a leaked list but the patterns that leaked lists are full of: words of affection, sport, faith
and work, names, months and keyboard walks, alone, twice, or with the numbers and signs that are
put behind them to please a form. All in lower case: the program compares without case.
"""

WORDS = """
password passwort passw0rd p@ssw0rd p@ssword pa55word motdepasse contrasena wachtwoord parola
welcome welkom willkommen bienvenue letmein openup opensesame access admin administrator root
changeme changeit default secret topsecret temporary temppass testing tester example sample
guest login signin master superuser system server database oracle postgres windows microsoft
office internet computer laptop samsung android iphone google facebook youtube linkedin twitter
company business manager employee recruiter recruiting recruitment interview candidate hiring
human resources personnel career talent vouch agency
iloveyou iloveu loveyou lovely loveme forever sweetheart darling princess prince queen king
angel baby babygirl babyboy honey sugar cookie chocolate butterfly flower sunshine rainbow
summer winter spring autumn january february march april june july august september october
november december monday tuesday wednesday thursday friday saturday sunday
football soccer baseball basketball hockey tennis golfer cricket chelsea arsenal liverpool
barcelona realmadrid juventus bayern yankees lakers cowboys steelers eagles
dragon monkey tiger panther lion eagle falcon phoenix shadow mustang ferrari porsche mercedes
superman batman spiderman starwars pokemon pikachu naruto matrix hunter killer ninja warrior
freedom whatever nothing trustno1 jesus jesuschrist blessed heaven faith
hello goodbye thankyou please welcome1 computer1 hello123 abc123
michael jennifer jessica ashley daniel matthew andrew joshua thomas robert anthony charlie
samantha nicole elizabeth jordan taylor justin brandon william richard joseph alexander
maria carlos fernando alejandro francesco giuseppe pierre stefan andreas martin johannes
muhammad mohammed ahmed fatima
qwerty qwertz azerty asdfgh asdfghjkl zxcvbn zxcvbnm qwertyuiop qazwsx qazwsxedc 1q2w3e4r
1qaz2wsx q1w2e3r4 zaq12wsx asdf1234 qwer1234 1q2w3e4r5t 123qwe qwe123 abcdef abcdefgh
london paris berlin madrid newyork amsterdam stockholm california texas america england
deutschland france espana italia
""".split()

ENDINGS = """
1 12 123 1234 12345 123456 1234567 12345678 123456789 01 007 11 111 1111 22 69 77 777 88 99 321
4321 654321 2020 2021 2022 2023 2024 2025 2026 1990 2000 ! !! !!! 1! 12! 123! 1234! @123 @1234
#1 #123 $ _123 2024! 2025! 2026! @2025 @2026 123!@# !@#$ abc
""".split()

WALKS = """
1234567890 0987654321 qwertyuiop poiuytrewq asdfghjkl zxcvbnm qwertzuiop azertyuiop
abcdefghijklmnopqrstuvwxyz zyxwvutsrqponmlkjihgfedcba 1qaz2wsx3edc4rfv5tgb6yhn7ujm
1q2w3e4r5t6y7u8i9o0p q1w2e3r4t5y6u7i8o9p0 qazwsxedcrfvtgbyhnujm zaq1xsw2cde3vfr4bgt5
!@#$%^&*()_+ 1!2@3#4$5%6^7&8*9(0) qwertyuiopasdfghjklzxcvbnm 147258369 159753 741852963
""".split()

PHRASES = """
correct horse battery staple
correcthorsebatterystaple correct-horse-battery-staple
ilovemyfamily ilovemymom ilovemydad ilovemywife ilovemyhusband ilovemydog ilovemycat ilovejesus
iloveyouforever iloveyousomuch iloveyoubaby mypassword thisismypassword passwordpassword
nopassword newpassword oldpassword mysecretpassword letmeinplease letmeinnow openthedoor
pleaseletmein welcomehome welcomeback idontknow iforgotmypassword forgotpassword
administrator1 administratorpassword adminadminadmin rootrootroot testtesttest
todayisagoodday haveaniceday onceuponatime tobeornottobe maytheforcebewithyou
""".strip().splitlines()

LENGTH_MIN, LENGTH_MAX = 12, 24
LONGEST = 32


def passwords():
    yield from (word for line in PHRASES for word in ([line] if "horse " in line else line.split()))
    for word in WORDS:
        yield word
        yield word * 2
        yield word * 3
        for ending in ENDINGS:
            yield word + ending
        for ending in ("1", "12", "123", "1234", "!"):
            yield word + word + ending
            yield ending + word + ending
    for walk in WALKS:
        endless = walk * 3
        for length in range(LENGTH_MIN, LENGTH_MAX + 1):
            for start in range(2):
                yield endless[start : start + length]
        for ending in ENDINGS:
            yield walk + ending
    for character in "abcdefghijklmnopqrstuvwxyz0123456789!@#$*.-_ ":
        for length in range(LENGTH_MIN, LENGTH_MAX + 1):
            yield character * length
    for pair in ("12", "ab", "abc", "123", "1a", "a1", "xy", "qwe", "asd", "zxc", "1234", "abcd"):
        for length in range(LENGTH_MIN, LENGTH_MAX + 1):
            yield (pair * LENGTH_MAX)[:length]


if __name__ == "__main__":
    fitting = {word.lower() for word in passwords() if LENGTH_MIN <= len(word) <= LONGEST}
    print("\n".join(sorted(fitting)))
