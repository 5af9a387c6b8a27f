#ifndef VOUCH_COMMON_PASSWORDS_H
#define VOUCH_COMMON_PASSWORDS_H

#include <stddef.h>

/// Bytes that live as long as the program.
struct vouch_password_list {
    const unsigned char *_Nonnull start;
    size_t count;
};

/// Passwords of 12 characters and more that people choose first: lower case, one a line, sorted
/// by bytes. `generate.py` says where they come from.
struct vouch_password_list vouch_common_passwords(void);

#endif
