/* A crowd of SSE readers in one process: crowd PORT PATH READERS EVENTS FROM FILE
 *
 * Connects them all from the address FROM, prints "ready" when each has its answer's head, and then notes when each gets
 * each event. An event carries "sent":NANOSECONDS of the monotonic clock, which is the same for all processes of the machine.
 * Writes the delays to FILE, as native 64-bit nanoseconds, and prints one line of JSON when all have come, or when nothing
 * has come for ten seconds: the events that are missing, those that came twice or after a later one, the last delay of
 * each event in milliseconds, and the processor time in seconds that taking them needed. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { KEPT = 64, PART = 65536, AT_ONCE = 200 };

static const char MARK[] = "\"sent\":";

struct reader {
    int fd, asked, answered, events;
    int64_t sent;
    size_t kept;
    char tail[KEPT];
};

static size_t disorder;

static int64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void die(const char *what) {
    perror(what);
    exit(1);
}

static double cpu_seconds(void) {
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return used.ru_utime.tv_sec + used.ru_stime.tv_sec + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static int connected_to(int port, struct in_addr from) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (fd < 0) die("socket");
    struct sockaddr_in own = {.sin_family = AF_INET, .sin_addr = from};
    int yes = 1;
    setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &yes, sizeof yes);
    if (bind(fd, (struct sockaddr *)&own, sizeof own) < 0) die("bind");
    if (connect(fd, (struct sockaddr *)&to, sizeof to) < 0 && errno != EINPROGRESS) die("connect");
    return fd;
}

/* Note the events in what has come, and keep an unfinished one for the next part. */
static void noted(struct reader *r, char *part, size_t length, int64_t at, int64_t *took, size_t *count, size_t most,
                  int64_t *last) {
    char *from = part, *end = part + length, *mark;
    while ((mark = memmem(from, end - from, MARK, sizeof MARK - 1))) {
        char *digits = mark + sizeof MARK - 1, *rest = digits;
        while (rest < end && *rest >= '0' && *rest <= '9') rest++;
        if (rest == end) break;
        int64_t sent = strtoll(digits, NULL, 10), delay = at - sent;
        if (sent <= r->sent) disorder++;
        else if (*count < most) {
            took[(*count)++] = delay;
            if (delay > last[r->events]) last[r->events] = delay;
            r->events++;
            r->sent = sent;
        }
        from = rest;
    }
    size_t left = end - (mark ? mark : from);
    r->kept = left < KEPT ? left : KEPT - 1;
    memcpy(r->tail, end - r->kept, r->kept);
}

int main(int argc, char **argv) {
    struct in_addr from;
    if (argc != 7 || !inet_aton(argv[5], &from))
        return fprintf(stderr, "crowd PORT PATH READERS EVENTS FROM FILE\n"), 2;
    int port = atoi(argv[1]), readers = atoi(argv[3]), events = atoi(argv[4]);
    struct rlimit files = {0};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);

    struct reader *all = calloc(readers, sizeof *all);
    size_t most = (size_t)readers * events, count = 0;
    int64_t *took = calloc(most, sizeof *took), *last = calloc(events + 1, sizeof *last);
    char *part = malloc(PART + KEPT + 1), question[512];
    int question_length = snprintf(question, sizeof question,
        "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n", argv[2]);
    int poll = epoll_create1(0), opened = 0, answered = 0, said = 0;
    struct epoll_event ready[512];
    int64_t heard = now(), began = heard;
    double before = 0;

    while (count < most) {
        /* A listener's queue is short: not all at once. */
        while (opened < readers && opened - answered < AT_ONCE) {
            struct reader *r = &all[opened++];
            r->fd = connected_to(port, from);
            struct epoll_event want = {.events = EPOLLIN | EPOLLOUT, .data.ptr = r};
            epoll_ctl(poll, EPOLL_CTL_ADD, r->fd, &want);
        }
        int n = epoll_wait(poll, ready, 512, 1000);
        /* Before the first event other crowds may still be connecting. */
        if (now() - heard > (answered == readers && count == 0 ? 120 : 10) * 1000000000LL) break;
        for (int i = 0; i < n; i++) {
            struct reader *r = ready[i].data.ptr;
            if (!r->asked && (ready[i].events & EPOLLOUT)) {
                if (write(r->fd, question, question_length) != question_length) die("asking");
                r->asked = 1;
                struct epoll_event want = {.events = EPOLLIN, .data.ptr = r};
                epoll_ctl(poll, EPOLL_CTL_MOD, r->fd, &want);
            }
            if (!(ready[i].events & EPOLLIN)) continue;
            memcpy(part, r->tail, r->kept);
            ssize_t got = read(r->fd, part + r->kept, PART);
            int64_t at = now();
            if (got <= 0) {
                if (got < 0 && errno == EAGAIN) continue;
                fprintf(stderr, "a reader was cut off\n");
                epoll_ctl(poll, EPOLL_CTL_DEL, r->fd, NULL);
                continue;
            }
            heard = at;
            if (!r->answered) {
                if (got < 12 || memcmp(part + 9, "200", 3)) return fprintf(stderr, "refused: %.40s\n", part), 1;
                r->answered = 1;
                answered++;
            }
            noted(r, part, got + r->kept, at, took, &count, most, last);
        }
        if (answered == readers && !said) {
            printf("ready %.3f\n", (now() - began) / 1e9);
            fflush(stdout);
            said = 1;
            before = cpu_seconds();
        }
    }
    double used = cpu_seconds() - before;
    FILE *file = fopen(argv[6], "wb");
    if (!file || fwrite(took, sizeof *took, count, file) != count || fclose(file)) die(argv[6]);
    printf("{\"missing\": %zu, \"disorder\": %zu, \"cpu\": %.3f, \"last\": [", most - count, disorder, used);
    for (int n = 0; n < events; n++) printf("%s%.3f", n ? ", " : "", last[n] / 1e6);
    printf("]}\n");
    return 0;
}
