#ifndef VOUCH_STARTER_TAXONOMY_H
#define VOUCH_STARTER_TAXONOMY_H

#include <stddef.h>

/// Bytes that live as long as the program.
struct vouch_bytes {
    const unsigned char *_Nonnull start;
    size_t count;
};

// The starter taxonomy's CSV files, embedded by C23 `#embed`: SwiftPM's `.embedInCode` makes
// array literals of them, which take the compiler minutes.
struct vouch_bytes vouch_starter_groups(void);
struct vouch_bytes vouch_starter_skills(void);
struct vouch_bytes vouch_starter_edges(void);

#endif
