#include "CCommonPasswords.h"

static const unsigned char passwords[] = {
#embed "data/common.txt"
};

struct vouch_password_list vouch_common_passwords(void) {
    return (struct vouch_password_list){passwords, sizeof passwords};
}
