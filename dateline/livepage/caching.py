"""How long a cache may keep what readers get. Nothing ever needs purging: a page says at which number it was made, and
its script reads on from there.
"""

# Five seconds: a crowd of any size asks the origin for a page every five seconds, and a page that old has caught up
# before anybody can have read its first line. Another minute while a fresh one is fetched: nobody ever waits for it.
# A day when the origin is gone: old news that says its time is better than an error page.
A_MOMENT = "public, max-age=5, stale-while-revalidate=60, stale-if-error=86400"

# The script asks for older entries together with the number it has reached, so the answer is never behind its page.
A_MINUTE = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"

# The newsroom's initial changes with the newsroom's name: about never.
A_DAY = "public, max-age=86400"

# What is not there now may be there in a moment.
NOT_AT_ALL = "no-store"
