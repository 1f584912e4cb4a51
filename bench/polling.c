/* A crowd of long-polling readers in one process: polling PORT PATH READERS ENTRIES FROM
 *
 * From the address FROM. Each asks PATH after the last number it has, with the cursor it was given, and asks again as soon as it is answered,
 * until it has ENTRIES messages. Prints "ready" when all have asked. A message carries "n":NUMBER and
 * "sent":NANOSECONDS of the monotonic clock. Prints one line of JSON when all have come, or when nothing has come for
 * thirty seconds. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { ROOM = 4096, MOST_ROOM = 1 << 20, AT_ONCE = 200 };

struct reader {
    int fd, asked;
    long n;
    char cursor[24];
    char *got;
    size_t length, room;
};

static const char *path;
static int port, poll_fd;
static long entries, questions, disorder, cut_off;
static struct in_addr from_address;
static int64_t *last;

static int64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static double cpu_seconds(void) {
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return used.ru_utime.tv_sec + used.ru_stime.tv_sec + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static void die(const char *what) {
    perror(what);
    exit(1);
}

static void connect_reader(struct reader *r) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    r->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (r->fd < 0) die("socket");
    struct sockaddr_in own = {.sin_family = AF_INET, .sin_addr = from_address};
    int yes = 1;
    setsockopt(r->fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &yes, sizeof yes);
    if (bind(r->fd, (struct sockaddr *)&own, sizeof own) < 0) die("bind");
    if (connect(r->fd, (struct sockaddr *)&to, sizeof to) < 0 && errno != EINPROGRESS) die("connect");
    r->asked = 0;
    r->length = 0;
    struct epoll_event want = {.events = EPOLLIN | EPOLLOUT, .data.ptr = r};
    if (epoll_ctl(poll_fd, EPOLL_CTL_ADD, r->fd, &want) < 0) die("epoll_ctl");
}

static void ask(struct reader *r) {
    char question[512];
    int length = snprintf(question, sizeof question,
        "GET %s?offset=%016ld&live=long-poll%s%s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", path, r->n,
        r->cursor[0] ? "&cursor=" : "", r->cursor);
    if (write(r->fd, question, length) != length) die("asking");
    questions++;
}

static void reconnect(struct reader *r) {
    close(r->fd);
    cut_off++;
    connect_reader(r);
}

/* The text of a header in an answer's head, or NULL. */
static char *header(char *head, const char *name) {
    for (char *line = strstr(head, "\r\n"); line; line = strstr(line + 2, "\r\n"))
        if (!strncasecmp(line + 2, name, strlen(name)) && line[2 + strlen(name)] == ':') return line + 3 + strlen(name);
    return NULL;
}

static void note(struct reader *r, const char *body, int64_t at) {
    for (const char *from = strstr(body, "{\"n\":"); from; from = strstr(from + 5, "{\"n\":")) {
        long n = strtol(from + 5, NULL, 10);
        const char *sent = strstr(from, "\"sent\":");
        if (n != r->n + 1 || n > entries || !sent) disorder++;
        else {
            int64_t delay = at - strtoll(sent + 7, NULL, 10);
            if (delay > last[n - 1]) last[n - 1] = delay;
        }
        r->n = n;
    }
}

/* Take one whole answer from what has come. Returns 0 while it is not whole. */
static int taken(struct reader *r, int64_t at) {
    r->got[r->length] = 0;
    char *end = strstr(r->got, "\r\n\r\n");
    if (!end) return 0;
    char *body = end + 4, *given, kept;
    end[2] = 0;
    int status = atoi(r->got + 9);
    if (status != 200 && status != 204) {
        fprintf(stderr, "refused: %.200s\n", r->got);
        exit(1);
    }
    size_t size = 0;
    if ((given = header(r->got, "content-length"))) size = strtoul(given, NULL, 10);
    else if (status == 200) {
        fprintf(stderr, "an answer without its length: %.300s\n", r->got);
        exit(1);
    }
    char *cursor = header(r->got, "stream-cursor");
    if (r->length < (body - r->got) + size) {
        end[2] = '\r';
        return 0;
    }
    r->cursor[0] = 0;
    if (cursor) sscanf(cursor, " %23[0-9]", r->cursor);
    kept = body[size];
    body[size] = 0;
    if (status == 200) note(r, body, at);
    body[size] = kept;
    r->length -= (body - r->got) + size;
    memmove(r->got, body + size, r->length);
    return 1;
}

int main(int argc, char **argv) {
    if (argc != 6 || !inet_aton(argv[5], &from_address))
        return fprintf(stderr, "polling PORT PATH READERS ENTRIES FROM\n"), 2;
    port = atoi(argv[1]);
    path = argv[2];
    int readers = atoi(argv[3]);
    entries = atol(argv[4]);
    struct rlimit files = {0};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);

    struct reader *all = calloc(readers, sizeof *all);
    last = calloc(entries, sizeof *last);
    poll_fd = epoll_create1(0);
    int opened = 0, asked = 0, done = 0;
    struct epoll_event ready[512];
    int64_t heard = now();
    double before = 0;

    while (done < readers) {
        /* A listener's queue is short: not all at once. */
        while (opened < readers && opened - asked < AT_ONCE) connect_reader(&all[opened++]);
        int count = epoll_wait(poll_fd, ready, 512, 1000);
        if (now() - heard > 30000000000LL) break;
        for (int i = 0; i < count; i++) {
            struct reader *r = ready[i].data.ptr;
            if (!r->asked && (ready[i].events & EPOLLOUT)) {
                struct epoll_event want = {.events = EPOLLIN, .data.ptr = r};
                epoll_ctl(poll_fd, EPOLL_CTL_MOD, r->fd, &want);
                ask(r);
                r->asked = 1;
                if (++asked == readers) {
                    printf("ready\n");
                    fflush(stdout);
                    before = cpu_seconds();
                    heard = now();
                }
            }
            if (!(ready[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR))) continue;
            if (r->length + 1 >= r->room) {
                if (r->room >= MOST_ROOM) die("an answer of more than a megabyte");
                r->room = r->room ? r->room * 2 : ROOM;
                r->got = realloc(r->got, r->room);
            }
            ssize_t got = read(r->fd, r->got + r->length, r->room - r->length - 1);
            if (got < 0 && errno == EAGAIN) continue;
            if (got <= 0) {
                reconnect(r);
                continue;
            }
            r->length += got;
            heard = now();
            int answered = 0;
            while (taken(r, heard)) answered = 1;
            if (r->n >= entries) {
                done++;
                close(r->fd);
                free(r->got);
                r->got = NULL;
            } else if (answered)
                ask(r);
        }
    }
    long missing = 0;
    for (int i = 0; i < readers; i++) missing += entries - all[i].n;
    printf("{\"missing\": %ld, \"disorder\": %ld, \"cut_off\": %ld, \"questions\": %ld, \"cpu\": %.3f, \"last\": [",
           missing, disorder, cut_off, questions, cpu_seconds() - before);
    for (int n = 0; n < entries; n++) printf("%s%.3f", n ? ", " : "", last[n] / 1e6);
    printf("]}\n");
    return 0;
}
